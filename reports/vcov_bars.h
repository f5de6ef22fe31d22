/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HDASIM_REPORTS_VCOV_BARS_H
#define HDASIM_REPORTS_VCOV_BARS_H

#include "vcov.h"
#include "vcov_exclude.h"

/* Prints, per file below rtl/, how many source lines ran and how many bits of registers and
 * counters (names in _q) changed, without what is excluded; then what is missed, and whether the
 * bars in percent are met. False if one is not, if there are no data for it, or if an exclusion
 * names what was covered or nothing at all. `vcov` is merged. */
bool vcov_bars(const struct vcov *vcov, struct vcov_exclusions *exclusions, double line_bar,
               double toggle_bar, FILE *out);

#endif
