using System.Net.Sockets;

namespace Parley.Hosting;

/// <summary>Carries requests to services that may be killed at any moment: whatever breaks is an <see cref="HttpRequestException"/>.</summary>
public sealed class ServiceHandler() : DelegatingHandler(new SocketsHttpHandler { MaxConnectionsPerServer = 256 })
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        catch (SocketException broken)
        {
            // The client lets it through when a connection is reset in the moment in which it is made.
            throw new HttpRequestException(broken.Message, broken);
        }
    }
}
