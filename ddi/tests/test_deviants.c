/* SPDX-License-Identifier: Apache-2.0 */
/* Each deviant driver does what its name says. */
#include "driver.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static HANDLE load(const char *name) {
  char path[1024];
  struct fake_config config = fake_default_config();
  (void)snprintf(path, sizeof path, "%s/%s.so", DEVIANT_FOLDER, name);
  driver_power_on(&config);
  driver_load(path);
  assert_string_equal(driver.plugin->Name, name + strlen("ddi_"));
  return render(48000, 16, 16, 2);
}

/* Runs `action` in a child for at most two seconds; the signal that ended it, or 0. */
static int signal_of(void (*action)(HANDLE), HANDLE engine) {
  int status = 0;
  pid_t child = fork();
  if (child == 0) {
    (void)signal(SIGSEGV, SIG_DFL);
    (void)signal(SIGALRM, SIG_DFL);
    (void)alarm(2);
    action(engine);
    _exit(0);
  }
  assert_int_equal(waitpid(child, &status, 0), child);
  return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

static void do_register(HANDLE engine) {
  KEVENT event;
  KeInitializeEvent(&event, NotificationEvent, FALSE);
  (void)driver.bus.RegisterNotificationEvent(driver.bus.Context, engine, &event);
}

static void do_allocate(HANDLE engine) {
  struct buffer buffer;
  (void)allocate(engine, 2, 4096, &buffer);
}

static void crash_crashes(void **state) {
  (void)state;
  HANDLE engine = load("ddi_crash");
  assert_int_equal(signal_of(do_allocate, engine), 0);
  assert_int_equal(signal_of(do_register, engine), SIGSEGV);
}

static void hang_hangs(void **state) {
  (void)state;
  HANDLE engine = load("ddi_hang");
  assert_int_equal(signal_of(do_register, engine), 0);
  assert_int_equal(signal_of(do_allocate, engine), SIGALRM);
}

static void double_signal_signals_twice(void **state) {
  (void)state;
  KEVENT event;
  struct buffer buffer;
  HANDLE engine = load("ddi_double_signal");
  KeInitializeEvent(&event, NotificationEvent, FALSE);
  assert_int_equal(allocate(engine, 2, 4096, &buffer), STATUS_SUCCESS);
  assert_int_equal(driver.bus.RegisterNotificationEvent(driver.bus.Context, engine, &event),
                   STATUS_SUCCESS);
  assert_int_equal(set_state(engine, StopState), STATUS_SUCCESS);
  assert_int_equal(set_state(engine, RunState), STATUS_SUCCESS);
  seen.signals = 0;
  fake_schedule(driver.sim, driver_now() + 1200, 4, 4);
  KeStallExecutionProcessor(100);
  assert_int_equal(seen.signals, 2);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_teardown(crash_crashes, driver_stop),
      cmocka_unit_test_teardown(hang_hangs, driver_stop),
      cmocka_unit_test_teardown(double_signal_signals_twice, driver_stop),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
