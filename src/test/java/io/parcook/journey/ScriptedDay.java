package io.parcook.journey;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A day of a store for the manager: 64 intervals from seven in the morning, busy at noon and
/// in the evening. Of today 21 are sold, of a day before all.
final class ScriptedDay {

  static final String MODELS =
      """
      {"serves":"base-2026.11.1+store-17.n12","versions":[{"number":3,"name":"store-17.n12",\
      "kind":"adapter","state":"LIVE","since":"2026-11-20T03:10:00Z"}],"trials":[],"journal":[\
      {"seq":9,"at":"2026-11-17T14:00:00Z","by":"ROLLOUT","reason":"Worse on three days.",\
      "moved":[{"number":2,"to":"REFUSED"},{"number":1,"to":"LIVE"}],"forgotten":[]}]}""";

  static final String TUNING =
      """
      {"running":false,"nights":[{"began":"2026-11-22T02:00:00Z","result":"NOT_BETTER"},\
      {"began":"2026-11-21T02:00:00Z","result":"CANDIDATE"}]}""";

  static final int INTERVALS = 64;
  static final int SOLD = 21;

  private ScriptedDay() {}

  static String of(URI asked, ZoneId zone) {
    LocalDate date = LocalDate.parse(asked.getPath().substring("/api/v1/days/".length()));
    int sold = date.equals(LocalDate.now(zone)) ? SOLD : INTERVALS;
    Instant open = date.atTime(7, 0).atZone(zone).toInstant();
    String intervals =
        IntStream.range(0, INTERVALS)
            .mapToObj(i -> interval(open.plusSeconds(900L * i), i, i < sold))
            .collect(Collectors.joining(","));
    return """
        {"date":"%s","zone":"%s","interval":"PT15M","now":"%s","intervals":[%s],"items":[\
        {"item":"Fries","sold":90,"forecast":80,"usual":70,"compared":88,"cooked":99,"wasted":6,"stockOuts":1,\
        "soldOutMinutes":14}],"accuracy":{"wape":0.18,"usualWape":0.26,"days":14},\
        "bookSince":"%s","waste":{"portions":37,"cost":24.6},"stockOuts":2,"events":[]}"""
        .formatted(date, zone, open.plusSeconds(900L * sold), intervals, open);
  }

  /// Portions sold in the first `intervals`.
  static int sold(int intervals) {
    return IntStream.range(0, intervals).map(ScriptedDay::soldIn).sum();
  }

  private static int soldIn(int interval) {
    return (int) Math.round(likely(interval) * (1 + 0.15 * Math.sin(interval * 1.7)));
  }

  private static double likely(int interval) {
    double hour = 7 + interval / 4.0;
    return 8 + 44 * hump(hour, 12.5, 1.2) + 36 * hump(hour, 19.3, 1.6);
  }

  private static double hump(double hour, double at, double width) {
    return Math.exp(-Math.pow((hour - at) / width, 2));
  }

  private static String interval(Instant start, int interval, boolean sold) {
    double likely = likely(interval);
    return String.format(
        Locale.ROOT,
        "{\"start\":\"%s\",\"sold\":%s,\"forecast\":{\"low\":%.1f,\"likely\":%.1f,\"high\":%.1f},\"usual\":%.1f}",
        start,
        sold ? Integer.toString(soldIn(interval)) : "null",
        likely * 0.74,
        likely,
        likely * 1.3,
        likely * 0.88);
  }
}
