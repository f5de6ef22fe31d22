/* SPDX-License-Identifier: Apache-2.0 */
#include <hda_rtl.h>
#include <stddef.h>

const struct hda_rtl_ops *hda_rtl_entry(uint32_t abi) {
  (void)abi;
  return NULL;
}
