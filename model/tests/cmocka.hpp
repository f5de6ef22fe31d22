/* SPDX-License-Identifier: Apache-2.0 */
/* cmocka for C++ tests. To be included last: its macro `fail` would break library headers. */
#pragma once

#include <csetjmp>
#include <cstdarg>
#include <cstddef>
#include <cstdint>

extern "C" {
#include <cmocka.h>
}
