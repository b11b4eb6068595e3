using Parley.Hosting;
using Xunit;

namespace Parley.Api.Tests.Host;

/// <summary>One service for all tests that want the same settings; they keep apart by their sessions.</summary>
public abstract class HostFixture(params (string Name, string Value)[] settings) : IAsyncLifetime
{
    public ParleyHost Host { get; private set; } = null!;

    public async Task InitializeAsync() => Host = await ParleyHost.StartAsync(settings);

    public async Task DisposeAsync() => await Host.DisposeAsync();
}
