using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Parley.Api;

/// <summary>Says where the service listens and how to try it, once it does.</summary>
internal sealed class Banner(IServer server, IHostApplicationLifetime lifetime) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(() =>
        {
            var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
            foreach (var address in addresses)
            {
                Console.WriteLine($"Parley listens on {address}");
            }

            if (addresses.FirstOrDefault() is { } first)
            {
                Console.WriteLine($$"""Try: curl -s {{first}}/api/message/send -H 'Content-Type: application/json' -d '{"session_id":"user_123","content":"多久发货？"}'""");
            }
        });
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
