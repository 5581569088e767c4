package io.ogive.data;

import java.util.Set;

/** Sums what column moments are made of. */
record ColumnSumsPass(Set<Role> roles, int classes) implements Pass<ColumnSums> {
  ColumnSumsPass {
    roles = Set.copyOf(roles);
  }

  @Override
  public ColumnSums over(Shard shard) {
    ColumnSums sums = new ColumnSums(classes);
    for (Block block : shard.blocks()) {
      if (roles.contains(block.id().role())) {
        sums.add(block);
      }
    }
    sums.trim();
    return sums;
  }

  @Override
  public String description() {
    return "column moments";
  }
}
