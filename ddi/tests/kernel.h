/* SPDX-License-Identifier: Apache-2.0 */
/* kernel.h: the kernel on the fake hardware, without a driver. */
#ifndef KERNEL_H
#define KERNEL_H

#include "fake_hda_sim.h"
#include "findings.h"

extern struct hda_sim *kernel_sim;

/* cmocka set-up and tear-down: default hardware, records watched. */
int kernel_start(void **state);
int kernel_stop(void **state);
uint64_t kernel_now_us(void);

#endif
