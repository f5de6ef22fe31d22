/* SPDX-License-Identifier: Apache-2.0 */
/* The headers serve C++ drivers too. */
#include <initguid.h>

#include <hda_ddi_plugin.h>

extern "C" int cpp_sees_the_same_guid(const GUID *guid);

int cpp_sees_the_same_guid(const GUID *guid) {
  return IsEqualGUID(*guid, GUID_HDAUDIO_BUS_INTERFACE_V2) &&
         guid == &GUID_HDAUDIO_BUS_INTERFACE_V2;
}
