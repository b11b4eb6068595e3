using Xunit;

namespace Parley.Api.Tests.Host;

/// <summary>Nobody answers and nobody judges, so that what tests write stays as it is; streams show soon that they live.</summary>
[CollectionDefinition(nameof(CenterHost))]
public sealed class CenterHost() : HostFixture(
    ("Ai__Channels__info-center", "false"), ("Ai__Channels__im", "false"), ("Ai__Satisfaction", "false"), ("Streaming__Heartbeat", "00:00:01")),
    ICollectionFixture<CenterHost>;
