package io.parcook.service.display;

import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;

/// The addresses of the kitchen's screens. All are the one page at `/`, which shows the screen that
/// its address names: `/station/fry`, `/expediter`, `/manager`, `/forecast`; where one is chosen
/// (`/screens`), and where it learns its bump bar (`/settings`).
@Singleton
public class ScreenPages {

  private static final List<String> PAGES =
      List.of("/station/:name", "/expediter", "/manager", "/forecast", "/screens", "/settings");

  void route(@Observes Router router) {
    PAGES.forEach(page -> router.get(page).handler(exchange -> exchange.reroute("/")));
  }
}
