namespace Parley.Conformance.PubSub;

public sealed class SidecarPublishSubscribe() : PublishSubscribe(new SidecarPlatform());
