/* SPDX-License-Identifier: Apache-2.0 */
/* libsystemc brings a main() that calls sc_main; programs with a main() of their own need this one.
 * Alone in its file: a SystemC program that has an sc_main does not link it. */
#include <systemc>

int sc_main(int, char **) { return 0; }
