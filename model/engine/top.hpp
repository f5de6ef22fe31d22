/* SPDX-License-Identifier: Apache-2.0 */
/* The Verilated top and its support classes, kept away from our warning options. */
#pragma once
#pragma GCC system_header

#include "Vhda_sim_top.h"
#include "Vhda_sim_top___024root.h"
#include <verilated.h>
#if VM_TRACE_FST
#include <verilated_fst_c.h>
#endif
#if VM_COVERAGE
#include <verilated_cov.h>
#endif

namespace hda::engine {
using Top = Vhda_sim_top;
using Root = Vhda_sim_top___024root;
} // namespace hda::engine
