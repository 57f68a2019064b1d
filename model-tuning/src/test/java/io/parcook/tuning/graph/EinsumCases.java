package io.parcook.tuning.graph;

import static io.parcook.tuning.graph.OperatorCase.row;

import java.util.List;
import java.util.function.Consumer;

/// Equations.
final class EinsumCases {

  private EinsumCases() {}

  static List<OperatorCase> rows() {
    return List.of(
        equation("ij->ji", s -> s.floats(s.dim(), s.dim())),
        equation("ijk->j", s -> s.floats(2, s.dim(), 3)),
        equation("ij->", s -> s.floats(s.dim(), s.dim())),
        equation("ij,jk->ik", s -> s.floats(2, 3).floats(3, s.dim())),
        equation("ij, jk", s -> s.floats(2, 3).floats(3, s.dim())),
        equation("i,i->", s -> s.floats(4).floats(4)),
        equation("i,j->ji", s -> s.floats(3).floats(2)),
        equation("ij,ij->ij", s -> s.floats(2, 3).floats(2, 3)),
        equation("bqd,bkd->bqk", s -> s.floats(2, s.dim(), 3).floats(2, s.dim(), 3)),
        equation("bhqk,bhkd->bqhd", s -> s.floats(2, 2, s.dim(), 3).floats(2, 2, 3, s.dim())),
        equation("ijm,kj->ik", s -> s.floats(2, 3, s.dim()).floats(s.dim(), 3)),
        equation("bqk,bkd,de->be", s -> s.floats(2, 2, 3).floats(2, 3, 2).floats(2, s.dim())),
        equation("...ij,...jk->...ik", s -> s.floats(2, 1, 2, 3).floats(1, 3, 3, 2)),
        equation("...i,...i", s -> s.floats(2, 2, 3).floats(2, 2, 3)),
        equation("b...d,de->b...e", s -> s.floats(2, s.dim(), 2, 3).floats(3, 2)));
  }

  private static OperatorCase equation(String equation, Consumer<Setup> operands) {
    return row("Einsum", equation, operands.andThen(s -> s.attribute("equation", equation)));
  }
}
