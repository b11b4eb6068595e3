using Parley.Api.Tests.Host;
using Parley.Hosting;

namespace Parley.Api.Tests.Contracts;

public sealed class OneConversationBesideASidecarTests : OneConversation
{
    private readonly SidecarOfHost sidecar = new();

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await sidecar.DisposeAsync();
    }

    protected override Task<ParleyHost> StartAsync() => sidecar.StartHostAsync();
}
