package io.parcook.tuning.operator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// `Einsum(Inputs…)`: the sum of products that an equation such as `bqd,bkd->bqk` names, in
/// Einstein's notation. Each letter is an axis; letters that the result lacks are summed over. A
/// result that is not written has the letters that stand once, in alphabetical order, and an
/// ellipsis stands for axes that broadcast.
///
/// Operands are folded from the left, two at a time, each fold one product of matrices.
final class Einsum {

  private static final String ELLIPSIS = "...";

  /// Axes that an ellipsis stands for, the last first: marks that no equation can write.
  private static final String ELLIPSIS_AXES = "0123456789";

  private final List<String> terms;
  private final String result;

  private Einsum(List<String> terms, String result) {
    this.terms = terms;
    this.result = result;
  }

  static List<Definition> operators() {
    return List.of(
        new Definition(
            "Einsum",
            12,
            node -> {
              Einsum einsum = read(node.word("equation", ""), node.inputs());
              return Step.giving(einsum::run);
            }));
  }

  private static Einsum read(String equation, int inputs) {
    String[] sides = equation.replace(" ", "").split("->", -1);
    List<String> terms = List.of(sides[0].split(",", -1));
    if (sides.length > 2 || terms.size() != inputs) {
      throw new UnsupportedNodeException("equation '" + equation + "' does not fit its inputs");
    }
    for (String term : terms) {
      String letters = term.replace(ELLIPSIS, "");
      if (!letters.matches("[A-Za-z]*") || letters.chars().distinct().count() < letters.length()) {
        throw new UnsupportedNodeException(
            "equation '" + equation + "' has '" + term + "', a diagonal or no axes' letters");
      }
    }
    return new Einsum(terms, sides.length == 2 ? sides[1] : implicit(terms));
  }

  private static String implicit(List<String> terms) {
    String all = String.join("", terms);
    String once =
        all.chars()
            .filter(c -> c != '.' && all.indexOf(c) == all.lastIndexOf(c))
            .sorted()
            .mapToObj(Character::toString)
            .collect(Collectors.joining());
    return (all.contains(ELLIPSIS) ? ELLIPSIS : "") + once;
  }

  /// An array and the letters of its axes.
  private record Labelled(NDArray array, String letters) {

    long length(char letter) {
      int axis = letters.indexOf(letter);
      return axis < 0 ? 1 : array.getShape().get(axis);
    }
  }

  private NDArray run(Operands in) {
    List<Labelled> operands = new ArrayList<>();
    int widest = 0;
    for (int i = 0; i < terms.size(); i++) {
      NDArray array = in.get(i);
      int open = array.getShape().dimension() - terms.get(i).replace(ELLIPSIS, "").length();
      if (open < 0 || (open > 0 && !terms.get(i).contains(ELLIPSIS))) {
        throw new IllegalArgumentException(
            "'" + terms.get(i) + "' does not name the axes of " + array.getShape());
      }
      operands.add(new Labelled(array, expanded(terms.get(i), open)));
      widest = Math.max(widest, open);
    }
    String wanted = expanded(result, widest);
    Labelled folded =
        summed(operands.getFirst(), letters(operands.subList(1, operands.size()), wanted));
    for (int i = 1; i < operands.size(); i++) {
      Set<Character> later = letters(operands.subList(i + 1, operands.size()), wanted);
      folded = product(folded, summed(operands.get(i), union(later, folded.letters)), later);
    }
    return arranged(folded, wanted);
  }

  /// An ellipsis as so many marks.
  private static String expanded(String term, int axes) {
    String marks = new StringBuilder(ELLIPSIS_AXES.substring(0, axes)).reverse().toString();
    return term.replace(ELLIPSIS, marks);
  }

  private static Set<Character> letters(List<Labelled> operands, String wanted) {
    Set<Character> letters = union(Set.of(), wanted);
    operands.forEach(operand -> letters.addAll(union(Set.of(), operand.letters)));
    return letters;
  }

  private static Set<Character> union(Set<Character> some, String more) {
    Set<Character> all = new TreeSet<>(some);
    more.chars().forEach(c -> all.add((char) c));
    return all;
  }

  /// Sums over the axes that nothing else asks for.
  private static Labelled summed(Labelled operand, Set<Character> asked) {
    StringBuilder kept = new StringBuilder();
    List<Integer> axes = new ArrayList<>();
    for (int axis = 0; axis < operand.letters.length(); axis++) {
      char letter = operand.letters.charAt(axis);
      if (asked.contains(letter)) {
        kept.append(letter);
      } else {
        axes.add(axis);
      }
    }
    if (axes.isEmpty()) {
      return operand;
    }
    int[] places = axes.stream().mapToInt(Integer::intValue).toArray();
    return new Labelled(operand.array.sum(places, false), kept.toString());
  }

  /// The product of two, summed over the letters of both that nothing later asks for: a stack of
  /// products of matrices.
  private static Labelled product(Labelled left, Labelled right, Set<Character> later) {
    StringBuilder stack = new StringBuilder();
    StringBuilder rows = new StringBuilder();
    StringBuilder inner = new StringBuilder();
    StringBuilder columns = new StringBuilder();
    Map<Character, Long> lengths = new TreeMap<>();
    for (char letter : union(union(Set.of(), left.letters), right.letters)) {
      boolean both = left.letters.indexOf(letter) >= 0 && right.letters.indexOf(letter) >= 0;
      StringBuilder group =
          both
              ? later.contains(letter) ? stack : inner
              : left.letters.indexOf(letter) >= 0 ? rows : columns;
      group.append(letter);
      lengths.put(letter, Math.max(left.length(letter), right.length(letter)));
    }
    NDArray a = matrices(left, stack, rows, inner, lengths);
    NDArray b = matrices(right, stack, inner, columns, lengths);
    String letters = stack.toString() + rows + columns;
    long[] shape = letters.chars().mapToLong(c -> lengths.get((char) c)).toArray();
    return new Labelled(a.matMul(b).reshape(new Shape(shape)), letters);
  }

  /// The operand as [stack, rows, columns], axes of length 1 widened where the other has more.
  private static NDArray matrices(
      Labelled operand,
      CharSequence stack,
      CharSequence rows,
      CharSequence columns,
      Map<Character, Long> lengths) {
    String letters = stack.toString() + rows + columns;
    long[] shape = letters.chars().mapToLong(c -> lengths.get((char) c)).toArray();
    return arranged(operand, letters)
        .broadcast(new Shape(shape))
        .reshape(size(stack, lengths), size(rows, lengths), size(columns, lengths));
  }

  private static long size(CharSequence letters, Map<Character, Long> lengths) {
    return letters.chars().mapToLong(c -> lengths.get((char) c)).reduce(1, (a, b) -> a * b);
  }

  /// The same axes in another order.
  private static NDArray arranged(Labelled operand, String letters) {
    int[] order = letters.chars().map(operand.letters::indexOf).toArray();
    int[] as = new int[order.length];
    Arrays.setAll(as, axis -> axis);
    return Arrays.equals(order, as) ? operand.array : operand.array.transpose(order);
  }
}
