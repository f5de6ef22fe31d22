/* SPDX-License-Identifier: Apache-2.0 */
/* SystemC time keeps level with the controller's, call by call. */
#include "fake_rtl.h"
#include "hda_sim.h"

#include <systemc>

#include "cmocka.hpp"

namespace {

/* SystemC time since `begin` as ticks of the sim, which are whole picoseconds or less. */
void assert_level(hda_sim *sim, const sc_core::sc_time &begin) {
  hda_sim_time now;
  hda_sim_now(sim, &now);
  const double seconds =
      static_cast<double>(now.ticks) / static_cast<double>(hda_sim_ticks_per_second(sim));
  const double difference = (sc_core::sc_time_stamp() - begin).to_seconds() - seconds;
  assert_true(difference <= 1e-12 && difference >= -1e-12);
}

void systemc_time_follows(void **) {
  hda_sim_config config;
  hda_sim *sim = nullptr;
  hda_sim_config_default(&config);
  config.rtl_library = FAKE_RTL;
  assert_int_equal(hda_sim_create(&config, &sim), HDA_SIM_OK);
  const sc_core::sc_time begin = sc_core::sc_time_stamp();
  const uint64_t second = hda_sim_ticks_per_second(sim);
  assert_int_equal(hda_sim_run_until(sim, second / 1000, 0, nullptr), HDA_SIM_OK);
  assert_true(sc_core::sc_time_stamp() - begin == sc_core::sc_time(1, sc_core::SC_MS));
  assert_int_equal(hda_sim_write32(sim, FAKE_GCTL, 1), HDA_SIM_OK);
  assert_level(sim, begin);
  uint32_t value = 0;
  assert_int_equal(hda_sim_read32(sim, FAKE_WALCLKA, &value), HDA_SIM_OK);
  assert_level(sim, begin);
  assert_int_equal(hda_sim_run_until(sim, second / 300, HDA_SIM_WAKE_FRAME, nullptr), HDA_SIM_OK);
  assert_level(sim, begin);
  assert_int_equal(hda_sim_run_until(sim, second / 300, 0, nullptr), HDA_SIM_OK);
  assert_level(sim, begin);
  assert_int_equal(hda_sim_reset(sim, HDA_SIM_RESET_FUNCTION), HDA_SIM_OK);
  assert_level(sim, begin);
  hda_sim_destroy(sim);
}

} // namespace

int main() {
  const CMUnitTest tests[] = {cmocka_unit_test(systemc_time_follows)};
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
