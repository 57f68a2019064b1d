package io.parcook.journey;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A day of a store for the manager, with 56 intervals from seven in the morning. Of today
/// twenty are sold, of a day before all.
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

  private static final ZoneId ZONE = ZoneId.of("Europe/Paris");
  private static final int INTERVALS = 56;

  private ScriptedDay() {}

  static String of(URI asked) {
    LocalDate date = LocalDate.parse(asked.getPath().substring("/api/v1/days/".length()));
    int sold = date.equals(LocalDate.now(ZONE)) ? 20 : INTERVALS;
    Instant open = date.atTime(7, 0).atZone(ZONE).toInstant();
    String intervals =
        IntStream.range(0, INTERVALS)
            .mapToObj(i -> interval(open.plusSeconds(900L * i), 10 + i % 7, i < sold))
            .collect(Collectors.joining(","));
    return """
        {"date":"%s","zone":"%s","interval":"PT15M","now":"%s","intervals":[%s],"items":[\
        {"item":"Fries","sold":90,"forecast":80,"usual":70,"cooked":99,"wasted":6,"stockOuts":1,\
        "soldOutMinutes":14}],"accuracy":{"wape":0.18,"usualWape":0.26,"days":14},\
        "waste":{"portions":37,"cost":24.6},"stockOuts":2,"events":[]}"""
        .formatted(date, ZONE, Instant.now(), intervals);
  }

  private static String interval(Instant start, int likely, boolean sold) {
    return String.format(
        Locale.ROOT,
        "{\"start\":\"%s\",\"sold\":%s,\"forecast\":{\"low\":%d,\"likely\":%d,\"high\":%d},\"usual\":9}",
        start,
        sold ? "10" : "null",
        likely - 4,
        likely,
        likely + 5);
  }
}
