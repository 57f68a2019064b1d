package io.parcook.cli.sense;

import java.util.List;
import java.util.Set;
import org.eclipse.milo.opcua.sdk.core.AccessLevel;
import org.eclipse.milo.opcua.sdk.core.Reference;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.api.DataItem;
import org.eclipse.milo.opcua.sdk.server.api.ManagedNamespaceWithLifecycle;
import org.eclipse.milo.opcua.sdk.server.api.MonitoredItem;
import org.eclipse.milo.opcua.sdk.server.api.config.OpcUaServerConfig;
import org.eclipse.milo.opcua.sdk.server.identity.AnonymousIdentityValidator;
import org.eclipse.milo.opcua.sdk.server.nodes.UaVariableNode;
import org.eclipse.milo.opcua.sdk.server.util.SubscriptionModel;
import org.eclipse.milo.opcua.stack.core.Identifiers;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.transport.TransportProfile;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MessageSecurityMode;
import org.eclipse.milo.opcua.stack.server.EndpointConfiguration;

/// A drive-through's controller: a real OPC UA server with one node.
final class Controller implements AutoCloseable {

  static final String NODE = "ns=2;s=Loop/Cars";

  private final OpcUaServer server;
  private final Loop loop;

  private Controller(int port, Object value) {
    EndpointConfiguration endpoint =
        EndpointConfiguration.newBuilder()
            .setBindAddress("127.0.0.1")
            .setBindPort(port)
            .setHostname("127.0.0.1")
            .setSecurityPolicy(SecurityPolicy.None)
            .setSecurityMode(MessageSecurityMode.None)
            .addTokenPolicies(OpcUaServerConfig.USER_TOKEN_POLICY_ANONYMOUS)
            .setTransportProfile(TransportProfile.TCP_UASC_UABINARY)
            .build();
    server =
        new OpcUaServer(
            OpcUaServerConfig.builder()
                .setApplicationName(LocalizedText.english("controller"))
                .setApplicationUri("urn:parcook:controller")
                .setProductUri("urn:parcook:controller")
                .setIdentityValidator(AnonymousIdentityValidator.INSTANCE)
                .setEndpoints(Set.of(endpoint))
                .build());
    loop = new Loop(server, value);
    loop.startup();
    server.startup().join();
  }

  /// @param value of its node: a number or a boolean
  static Controller on(int port, Object value) {
    return new Controller(port, value);
  }

  void say(Object value) {
    loop.cars.setValue(new DataValue(new Variant(value)));
  }

  @Override
  public void close() {
    loop.shutdown();
    server.shutdown().join();
  }

  private static final class Loop extends ManagedNamespaceWithLifecycle {

    private final SubscriptionModel subscriptions;
    private final UaVariableNode cars;

    Loop(OpcUaServer server, Object value) {
      super(server, "urn:parcook:controller:loop");
      subscriptions = new SubscriptionModel(server, this);
      getLifecycleManager().addLifecycle(subscriptions);
      cars =
          UaVariableNode.build(
              getNodeContext(),
              node ->
                  node.setNodeId(newNodeId("Loop/Cars"))
                      .setBrowseName(newQualifiedName("Cars"))
                      .setDisplayName(LocalizedText.english("Cars"))
                      .setDataType(
                          value instanceof Boolean ? Identifiers.Boolean : Identifiers.Int32)
                      .setTypeDefinition(Identifiers.BaseDataVariableType)
                      .setAccessLevel(AccessLevel.READ_ONLY)
                      .setUserAccessLevel(AccessLevel.READ_ONLY)
                      .build());
      cars.setValue(new DataValue(new Variant(value)));
      getNodeManager().addNode(cars);
      cars.addReference(
          new Reference(
              cars.getNodeId(),
              Identifiers.Organizes,
              Identifiers.ObjectsFolder.expanded(),
              Reference.Direction.INVERSE));
    }

    @Override
    public void onDataItemsCreated(List<DataItem> items) {
      subscriptions.onDataItemsCreated(items);
    }

    @Override
    public void onDataItemsModified(List<DataItem> items) {
      subscriptions.onDataItemsModified(items);
    }

    @Override
    public void onDataItemsDeleted(List<DataItem> items) {
      subscriptions.onDataItemsDeleted(items);
    }

    @Override
    public void onMonitoringModeChanged(List<MonitoredItem> items) {
      subscriptions.onMonitoringModeChanged(items);
    }
  }
}
