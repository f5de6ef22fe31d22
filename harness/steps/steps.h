/* SPDX-License-Identifier: Apache-2.0 */
/* steps.h: what carries out each step of a vector; docs/vectors.md says what each does. */
#ifndef HDASIM_STEPS_H
#define HDASIM_STEPS_H

struct world;
struct step;

void step_call(struct world *world, const struct step *step); /* every DDI routine */

void step_run(struct world *world, const struct step *step);
void step_mark(struct world *world, const struct step *step);
void step_expect_elapsed(struct world *world, const struct step *step);

void step_create_event(struct world *world, const struct step *step);
void step_clear_event(struct world *world, const struct step *step);
void step_destroy_event(struct world *world, const struct step *step);
void step_expect_event(struct world *world, const struct step *step);
void step_expect_signals(struct world *world, const struct step *step);
void step_expect_bcis(struct world *world, const struct step *step);
void step_expect_counts(struct world *world, const struct step *step);

void step_create_device(struct world *world, const struct step *step);
void step_delete_device(struct world *world, const struct step *step);
void step_expect_device(struct world *world, const struct step *step);
void step_expect_notifications(struct world *world, const struct step *step);
void step_expect_isr_calls(struct world *world, const struct step *step);
void step_write_bdl(struct world *world, const struct step *step);
void step_expect_contiguous(struct world *world, const struct step *step);

void step_read(struct world *world, const struct step *step);
void step_write(struct world *world, const struct step *step);
void step_poll(struct world *world, const struct step *step);
void step_read_pointer(struct world *world, const struct step *step);

void step_fill(struct world *world, const struct step *step);
void step_expect_memory(struct world *world, const struct step *step);
void step_read_memory(struct world *world, const struct step *step);
void step_expect_bdl(struct world *world, const struct step *step);
void step_expect_mdl(struct world *world, const struct step *step);

void step_sink(struct world *world, const struct step *step);
void step_source(struct world *world, const struct step *step);
void step_remove_sink(struct world *world, const struct step *step);
void step_remove_source(struct world *world, const struct step *step);
void step_expect_samples(struct world *world, const struct step *step);
void step_expect_capture(struct world *world, const struct step *step);
void step_expect_silence(struct world *world, const struct step *step);

void step_inject(struct world *world, const struct step *step);
void step_clear(struct world *world, const struct step *step);
void step_page_budget(struct world *world, const struct step *step);
void step_fail_pool(struct world *world, const struct step *step);
void step_foreign_interrupts(struct world *world, const struct step *step);
void step_hold_dpcs(struct world *world, const struct step *step);
void step_bus_master(struct world *world, const struct step *step);
void step_expect_findings(struct world *world, const struct step *step);
void step_expect_resources(struct world *world, const struct step *step);

void step_start_link(struct world *world, const struct step *step);
void step_require(struct world *world, const struct step *step);
void step_setup_rings(struct world *world, const struct step *step);
void step_setup_stream(struct world *world, const struct step *step);
void step_reset(struct world *world, const struct step *step);

void step_config_read(struct world *world, const struct step *step);
void step_config_write(struct world *world, const struct step *step);
void step_expect_irq(struct world *world, const struct step *step);
void step_expect_msi(struct world *world, const struct step *step);
void step_expect_pme(struct world *world, const struct step *step);

void step_attach_codec(struct world *world, const struct step *step);
void step_expect_codec(struct world *world, const struct step *step);
void step_codec_verb(struct world *world, const struct step *step);
void step_jack(struct world *world, const struct step *step);
void step_unsolicited(struct world *world, const struct step *step);
void step_wake(struct world *world, const struct step *step);
void step_raw_frame(struct world *world, const struct step *step);

void step_expect_commands(struct world *world, const struct step *step);
void step_expect_responses(struct world *world, const struct step *step);
void step_expect_dma(struct world *world, const struct step *step);
void step_expect_line(struct world *world, const struct step *step);
void step_expect_received(struct world *world, const struct step *step);

void step_create_user_event(struct world *world, const struct step *step);
void step_close_handle(struct world *world, const struct step *step);
void step_front_miniport(struct world *world, const struct step *step);
void step_expect_mapping(struct world *world, const struct step *step);
void step_fail_ddi(struct world *world, const struct step *step);
void step_expect_ddi_calls(struct world *world, const struct step *step);
void step_expect_miniport_calls(struct world *world, const struct step *step);
void step_expect_transfer(struct world *world, const struct step *step);
void step_expect_unsolicited(struct world *world, const struct step *step);

void step_check(struct world *world, const struct step *step);
void step_repeat(struct world *world, const struct step *step);

#endif
