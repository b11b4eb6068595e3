using Xunit;

namespace Parley.Api.Tests.Host;

/// <summary>Few sockets, short queues, and nobody who answers.</summary>
[CollectionDefinition(nameof(BoundedHost))]
public sealed class BoundedHost() : HostFixture(("Ai__Channels__im", "false"), ("Streaming__QueueLength", "4"), ("Streaming__MaxConnections", "3"), ("Streaming__SendTimeout", "00:00:02"), ("Contracts__TimeZone", "Asia/Shanghai")), ICollectionFixture<BoundedHost>;
