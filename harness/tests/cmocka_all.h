/* SPDX-License-Identifier: Apache-2.0 */
/* cmocka_all.h: cmocka with what it wants included before it, in this order. */
#ifndef CMOCKA_ALL_H
#define CMOCKA_ALL_H

/* clang-format off */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

#endif
