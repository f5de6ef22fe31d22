/* SPDX-License-Identifier: Apache-2.0 */
#include "requirements.h"

#include <string.h>

static bool text_at(const struct node *item, const char *key, const char **text,
                    struct diag *diag) {
  const struct node *value = tree_get(item, key);
  if (value == NULL || value->kind != NODE_SCALAR || value->text[0] == '\0')
    return tree_error(diag, item, "a requirement without `%s`; expected {id, level, text}", key);
  *text = value->text;
  return true;
}

bool requirements_read(struct arena *arena, const char *file, struct requirements *requirements,
                       struct diag *diag) {
  const struct node *root = tree_read(arena, file, diag);
  if (root == NULL)
    return false;
  if (root->kind != NODE_LIST)
    return tree_error(diag, root, "a %s; expected a list of {id, level, text}",
                      tree_kind_name(root));
  requirements->items = arena_alloc(arena, root->count * sizeof *requirements->items);
  for (size_t i = 0; i < root->count; i++) {
    struct requirement *item = &requirements->items[i];
    if (!text_at(root->items[i], "id", &item->id, diag) ||
        !text_at(root->items[i], "level", &item->level, diag) ||
        !text_at(root->items[i], "text", &item->text, diag))
      return false;
    if (requirements_find(requirements, item->id) != NULL)
      return tree_error(diag, root->items[i], "duplicate requirement '%s'", item->id);
    requirements->count++;
  }
  return true;
}

static bool note_proof(struct arena *arena, struct requirements *requirements,
                       const struct node *id, const char *proof, struct diag *diag) {
  const struct requirement *found =
      id->kind == NODE_SCALAR ? requirements_find(requirements, id->text) : NULL;
  if (found == NULL)
    return tree_error(diag, id,
                      "a proof of an unknown requirement; expected an id of "
                      "requirements.yaml");
  struct requirement *item = &requirements->items[found - requirements->items];
  const char **proofs = arena_alloc(arena, (item->proof_count + 1) * sizeof *proofs);
  if (item->proof_count > 0)
    memcpy(proofs, item->proofs, item->proof_count * sizeof *proofs);
  proofs[item->proof_count++] = proof;
  item->proofs = proofs;
  return true;
}

bool requirements_read_proofs(struct arena *arena, const char *file,
                              struct requirements *requirements, struct diag *diag) {
  const struct node *root = tree_read(arena, file, diag);
  if (root == NULL)
    return false;
  if (root->kind != NODE_LIST)
    return tree_error(diag, root, "a %s; expected a list of proofs", tree_kind_name(root));
  for (size_t i = 0; i < root->count; i++) {
    const struct node *id = tree_get(root->items[i], "id");
    const struct node *ids = tree_get(root->items[i], "requirements");
    if (id == NULL || id->kind != NODE_SCALAR || ids == NULL || ids->kind != NODE_LIST)
      return tree_error(diag, root->items[i],
                        "a proof without `id` or list of `requirements`; expected both");
    for (size_t k = 0; k < ids->count; k++) {
      if (!note_proof(arena, requirements, ids->items[k], id->text, diag))
        return false;
    }
  }
  return true;
}

const struct requirement *requirements_find(const struct requirements *requirements,
                                            const char *id) {
  for (size_t i = 0; i < requirements->count; i++) {
    if (strcmp(requirements->items[i].id, id) == 0)
      return &requirements->items[i];
  }
  return NULL;
}

int requirements_weight(const struct requirement *const *items, size_t count) {
  int weight = 0;
  for (size_t i = 0; i < count; i++) {
    char level = items[i]->level[0];
    int own = level == 'O' ? 0 : level == 'N' ? 1 : 2;
    if (own > weight)
      weight = own;
  }
  return count == 0 ? 2 : weight;
}
