package io.parcook.cli.sense;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.api.subscriptions.UaMonitoredItem;
import org.eclipse.milo.opcua.sdk.client.api.subscriptions.UaSubscription;
import org.eclipse.milo.opcua.sdk.client.api.subscriptions.UaSubscriptionManager.SubscriptionListener;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MonitoringMode;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.EndpointDescription;
import org.eclipse.milo.opcua.stack.core.types.structured.MonitoredItemCreateRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.MonitoringParameters;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadValueId;
import org.eclipse.milo.opcua.stack.core.util.EndpointUtil;

/// One subscription to one node. The client gets over a connection that breaks, and the server then
/// sends what it queued; a server that began anew knows nothing of the subscription, which ends.
final class OpcUaSubscription implements SubscriptionListener {

  /// Values that the server keeps while the line is away.
  private static final int QUEUE = 1_000;

  private static final long SECONDS = 10;
  private static final double PUBLISHED_MILLIS = 250;

  /// How it ended.
  ///
  /// @param begun whether anything could be heard at all
  record Ended(boolean begun, String why) {}

  private final String address;
  private final NodeId node;
  private final String zone;
  private final int every;
  private final Backlog backlog;
  private final CompletableFuture<String> over = new CompletableFuture<>();

  /// @param every how often the server looks at the node, milliseconds
  OpcUaSubscription(String address, NodeId node, String zone, int every, Backlog backlog) {
    this.address = address;
    this.node = node;
    this.zone = zone;
    this.every = every;
    this.backlog = backlog;
  }

  /// Hears the node until there is nothing more to hear. Once only.
  ///
  /// @param begun is called once it hears
  Ended run(Runnable begun) throws InterruptedException {
    OpcUaClient client;
    try {
      client =
          OpcUaClient.create(
              address,
              this::open,
              config ->
                  config
                      .setApplicationName(LocalizedText.english("parcook sense"))
                      .setApplicationUri("urn:parcook:sense")
                      .setRequestTimeout(uint(SECONDS * 1_000))
                      .build());
    } catch (UaException absent) {
      return new Ended(false, "cannot be reached: " + absent.getMessage());
    }
    try {
      client.connect().get(SECONDS, TimeUnit.SECONDS);
      client.getSubscriptionManager().addSubscriptionListener(this);
      subscribe(client);
      begun.run();
      return new Ended(true, over.get());
    } catch (ExecutionException | TimeoutException broken) {
      return new Ended(false, "cannot be heard: " + broken);
    } finally {
      var _ = client.disconnect();
    }
  }

  /// Under the address that was named: servers often tell one that only they can reach.
  private Optional<EndpointDescription> open(List<EndpointDescription> endpoints) {
    return endpoints.stream()
        .filter(one -> SecurityPolicy.None.getUri().equals(one.getSecurityPolicyUri()))
        .findFirst()
        .map(
            one ->
                EndpointUtil.updateUrl(
                    one, EndpointUtil.getHost(address), EndpointUtil.getPort(address)));
  }

  private void subscribe(OpcUaClient client)
      throws ExecutionException, InterruptedException, TimeoutException {
    UaSubscription subscription =
        client
            .getSubscriptionManager()
            .createSubscription(PUBLISHED_MILLIS)
            .get(SECONDS, TimeUnit.SECONDS);
    ReadValueId value =
        new ReadValueId(node, AttributeId.Value.uid(), null, QualifiedName.NULL_VALUE);
    MonitoringParameters parameters =
        new MonitoringParameters(
            subscription.nextClientHandle(), (double) every, null, uint(QUEUE), true);
    List<UaMonitoredItem> items =
        subscription
            .createMonitoredItems(
                TimestampsToReturn.Both,
                List.of(
                    new MonitoredItemCreateRequest(value, MonitoringMode.Reporting, parameters)),
                (item, _) -> item.setValueConsumer(this::hear))
            .get(SECONDS, TimeUnit.SECONDS);
    StatusCode status = items.getFirst().getStatusCode();
    if (!status.isGood()) {
      over.complete("has no " + node.toParseableString() + " that can be heard: " + status);
    }
  }

  private void hear(DataValue said) {
    OptionalLong count = count(said);
    if (count.isPresent()) {
      String counter = address + "#" + node.toParseableString();
      backlog.add(new Count(counter, zone, time(said), count.getAsLong()));
    }
  }

  /// Empty where the server doubts the value, or it is neither a number nor a boolean.
  private static OptionalLong count(DataValue said) {
    StatusCode status = said.getStatusCode();
    if (status != null && !status.isGood()) {
      return OptionalLong.empty();
    }
    return switch (said.getValue().getValue()) {
      case Number number when number.longValue() >= 0 -> OptionalLong.of(number.longValue());
      case Boolean closed -> OptionalLong.of(closed ? 1 : 0);
      case null, default -> OptionalLong.empty();
    };
  }

  /// As the sensor has it, or the server.
  private static Instant time(DataValue said) {
    DateTime source = said.getSourceTime();
    DateTime time = source == null ? said.getServerTime() : source;
    return time == null ? Instant.now() : time.getJavaInstant();
  }

  @Override
  public void onSubscriptionTransferFailed(UaSubscription lost, StatusCode status) {
    over.complete("began anew, and is subscribed to again.");
  }
}
