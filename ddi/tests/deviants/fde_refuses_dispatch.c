/* SPDX-License-Identifier: Apache-2.0 */
/* FreeDmaEngine is refused at DISPATCH_LEVEL. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_FreeDmaEngine) {
  return KeGetCurrentIrql() > PASSIVE_LEVEL ? STATUS_UNSUCCESSFUL
                                            : Reference.FreeDmaEngine(ARGUMENTS_FreeDmaEngine);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.FreeDmaEngine = Answer}};
