/* SPDX-License-Identifier: Apache-2.0 */
/*
 * groups.h: one process for each build of the controller.
 *
 * A process elaborates one simulated controller in its life. The vectors of one build are a group;
 * each group has a process that elaborates the build and runs the vectors in forks of itself.
 */
#ifndef HDASIM_GROUPS_H
#define HDASIM_GROUPS_H

#include "runner.h"

/* Group of a vector, a number below groups_count(): its build, or 0 for all when an RTL library is
 * under test. */
unsigned groups_of(const struct run_options *options, const struct vector *vector);
unsigned groups_count(void);
/* Runs list[0 .. count - 1], in which groups are in ascending order, group after group. `report`
 * is called in this process, in the order of the list. False if a group could not be run; the
 * reason has been printed. */
bool groups_run(struct outcome *list, size_t count, const struct run_options *options,
                runner_report_fn report, void *context);

#endif
