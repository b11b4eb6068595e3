using System.Net.Http.Headers;
using System.Net.Sockets;

namespace Dapr.Sidecar;

/// <summary>The sidecar's HTTP API: its address, its token, and its errors. The trace of the caller travels as W3C headers, which
/// the client adds of itself.</summary>
internal sealed class SidecarHttp : IDisposable
{
    public const string TokenHeader = "dapr-api-token";

    private readonly HttpClient http;

    public SidecarHttp(SidecarOptions options)
    {
        http = new HttpClient(new SocketsHttpHandler
        {
            ConnectTimeout = TimeSpan.FromSeconds(5),
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
        })
        {
            BaseAddress = options.HttpEndpoint,
            Timeout = Timeout.InfiniteTimeSpan,
        };
        if (options.ApiToken is { } token)
        {
            http.DefaultRequestHeaders.Add(TokenHeader, token);
        }
    }

    /// <summary>Sends a request within a deadline; the answer has a 2xx status and its whole body.</summary>
    /// <exception cref="DaprApiException">The sidecar refused.</exception>
    /// <exception cref="HttpRequestException">There was no answer.</exception>
    /// <exception cref="TaskCanceledException">The deadline passed, or the caller cancelled.</exception>
    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, HttpContent? content, TimeSpan deadline, CancellationToken cancellation = default) =>
        await SendAsync(new HttpRequestMessage(method, path) { Content = content }, deadline, cancellation);

    /// <inheritdoc cref="SendAsync(HttpMethod, string, HttpContent?, TimeSpan, CancellationToken)"/>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, TimeSpan deadline, CancellationToken cancellation = default)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(deadline);
        using (request)
        {
            var response = await AskAsync(request, limit.Token);
            if (response.IsSuccessStatusCode)
            {
                return response;
            }

            using (response)
            {
                throw await SidecarError.ReadAsync(response, limit.Token);
            }
        }
    }

    /// <summary>A body of JSON that stands as it is.</summary>
    public static HttpContent Json(byte[] utf8) =>
        new ByteArrayContent(utf8) { Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") } };

    public void Dispose() => http.Dispose();

    private async Task<HttpResponseMessage> AskAsync(HttpRequestMessage request, CancellationToken limit)
    {
        try
        {
            return await http.SendAsync(request, limit);
        }
        catch (SocketException broken)
        {
            // The client lets it through when a connection is reset in the moment in which it is made.
            throw new HttpRequestException(HttpRequestError.ConnectionError, broken.Message, broken);
        }
    }
}
