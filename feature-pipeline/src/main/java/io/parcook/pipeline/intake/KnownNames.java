package io.parcook.pipeline.intake;

import io.parcook.pipeline.event.Adjusted;
import io.parcook.pipeline.event.BatchStep;
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
      case Stock stock -> admitItem(stock.item());
      case Cook cook -> admitItem(cook.item());
      case BatchStep step -> admitItem(step.item());
      case Adjusted _ -> true;
      case Context context ->
          switch (context.fact()) {
            case Promotion promotion -> promotion.item() == null || admitItem(promotion.item());
            case Weather _, OpeningHours _ -> true;
          };
    };
  }

  private boolean admitItem(String item) {
    return items.contains(item) || admitNew(Set.of(item));
  }

  private boolean admitLines(Sale sale) {
    Set<String> unknown = null;
    for (SaleLine line : sale.lines()) {
      if (!items.contains(line.item())) {
        unknown = unknown == null ? new HashSet<>() : unknown;
        unknown.add(line.item());
      }
    }
    return unknown == null || admitNew(unknown);
  }

  private synchronized boolean admitNew(Set<String> names) {
    long unknown = names.stream().filter(name -> !items.contains(name)).count();
    if (items.size() + unknown > items.limit()) {
      return false;
    }
    names.forEach(items::add);
    return true;
  }
}
