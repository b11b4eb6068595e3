namespace Parley.Sidecar;

/// <summary>The way to the application.</summary>
internal sealed class AppChannel : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = Timeout.InfiniteTimeSpan };

    public AppChannel(string? token)
    {
        if (token is not null)
        {
            http.DefaultRequestHeaders.Add("dapr-api-token", token);
        }
    }

    public Uri? Address { get; set; }

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation = default)
    {
        request.RequestUri = new Uri(Address ?? throw new HttpRequestException("The application has not been attached."), request.RequestUri!);
        return http.SendAsync(request, cancellation);
    }

    public void Dispose() => http.Dispose();
}
