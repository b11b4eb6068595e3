using Parley.Hosting;

namespace Parley.Api.Tests.Contracts;

public sealed class OneConversationTests : OneConversation
{
    protected override Task<ParleyHost> StartAsync() => ParleyHost.StartAsync();
}
