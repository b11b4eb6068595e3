using Microsoft.Extensions.DependencyInjection;
using Parley.Api.Tests.Host;
using Parley.Faults;
using Parley.Hosting;
using Parley.Sessions;
using Parley.Sessions.Messages;
using Xunit;

namespace Parley.Api.Tests.InstantMessaging.Sockets;

public sealed class WelcomeTests : InProcessHost
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    private FaultSource faults = null!;

    [Fact]
    public async Task Who_was_welcomed_gets_what_is_written_from_then_on_however_slow_the_store_is()
    {
        var writing = new TaskCompletionSource();
        faults.BeforeRead = key => key == SessionKeys.Head("anna") ? writing.Task.WaitAsync(Patience) : Task.CompletedTask;
        using var socket = await ImSocket.ConnectAsync(Address, "anna");
        await socket.ExpectAsync("welcome");
        faults.BeforeRead = null;

        await Get<SessionWriter>().AppendAsync(new AppendCommand("1", "anna", "im", new NewMessage(new Sender("li", SenderRole.Staff), "您好")));
        writing.SetResult();

        Assert.Equal("您好", (await socket.ExpectAsync("message")).GetProperty("content").GetString());
    }

    protected override void Configure(IServiceCollection services) => faults = services.AddFaults(0, new FaultOptions());
}
