package io.parcook.pipeline.intake;

import io.parcook.pipeline.event.Context;
import io.parcook.pipeline.event.ContextFact.OpeningHours;
import io.parcook.pipeline.event.ContextFact.Promotion;
import io.parcook.pipeline.event.ContextFact.Weather;
import io.parcook.pipeline.event.Cook;
import io.parcook.pipeline.event.Presence;
import io.parcook.pipeline.event.Sale;
import io.parcook.pipeline.event.SaleLine;
import io.parcook.pipeline.event.Stock;
import io.parcook.pipeline.event.StoreEvent;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The items and zones that the store has, within a bound: what comes after it is refused, so that
/// a sender that makes up names costs neither memory nor the names of others.
final class KnownNames {

  private final NameTable items;
  private final NameTable zones;

  KnownNames(int limit) {
    this.items = new NameTable(limit);
    this.zones = new NameTable(limit);
  }

  EventReader reader() {
    return new EventReader(items, zones);
  }

  int items() {
    return items.size();
  }

  int zones() {
    return zones.size();
  }

  void know(Collection<String> moreItems, Collection<String> moreZones) {
    moreItems.forEach(items::add);
    moreZones.forEach(zones::add);
  }

  /// Admits all names of an event, or none.
  boolean admit(StoreEvent event) {
    return switch (event) {
      case Sale sale -> admitLines(sale);
      case Presence presence -> zones.add(presence.zone());
      case Stock stock -> items.add(stock.item());
      case Cook cook -> items.add(cook.item());
      case Context context ->
          switch (context.fact()) {
            case Promotion promotion -> admitItem(promotion.item());
            case Weather _, OpeningHours _ -> true;
          };
    };
  }

  private boolean admitItem(@Nullable String item) {
    return item == null || items.add(item);
  }

  private boolean admitLines(Sale sale) {
    for (SaleLine line : sale.lines()) {
      if (!items.contains(line.item())) {
        return admitNew(sale);
      }
    }
    return true;
  }

  private synchronized boolean admitNew(Sale sale) {
    Set<String> unknown = new HashSet<>();
    for (SaleLine line : sale.lines()) {
      if (!items.contains(line.item())) {
        unknown.add(line.item());
      }
    }
    if (items.size() + unknown.size() > items.limit()) {
      return false;
    }
    unknown.forEach(items::add);
    return true;
  }
}
