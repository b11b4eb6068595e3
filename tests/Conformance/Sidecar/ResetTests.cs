using System.Net;
using System.Net.Sockets;
using Dapr.Sidecar;
using Dapr.Sidecar.Grpc;
using Dapr.Sidecar.Workflows.Wire;
using Xunit;

namespace Parley.Conformance.Sidecar;

/// <summary>A sidecar that resets connections while they are made, as one that is just killed.</summary>
public sealed class ResetTests : IDisposable
{
    /// <summary>About one reset in a hundred comes at the moment that matters.</summary>
    private const int Tries = 1000;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly SidecarOptions options;

    public ResetTests()
    {
        listener.Start();
        var address = new Uri($"http://{listener.LocalEndpoint}/");
        options = new SidecarOptions(address, address, null, "DAPR_HTTP_ENDPOINT");
        _ = Task.Run(ResetAsync);
    }

    public void Dispose() => listener.Dispose();

    [Fact]
    public async Task Requests_fail_as_those_that_have_no_answer()
    {
        using var http = new SidecarHttp(options);
        for (var i = 0; i < Tries; i++)
        {
            await Assert.ThrowsAsync<HttpRequestException>(() => http.SendAsync(HttpMethod.Get, "v1.0/metadata", null, Deadline));
        }
    }

    [Fact]
    public async Task Calls_fail_as_those_that_may_be_made_again()
    {
        using var channel = new GrpcChannel(options, TimeProvider.System);
        for (var i = 0; i < Tries; i++)
        {
            var failure = await Assert.ThrowsAsync<RpcException>(() =>
                channel.CallAsync("TaskHubSidecarService/Hello", new Nothing(), Nothing.Parser, Deadline, CancellationToken.None));
            Assert.True(failure.IsTransient, failure.ToString());
        }
    }

    private async Task ResetAsync()
    {
        try
        {
            while (true)
            {
                using var socket = await listener.AcceptSocketAsync();
                socket.LingerState = new LingerOption(enable: true, seconds: 0);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
