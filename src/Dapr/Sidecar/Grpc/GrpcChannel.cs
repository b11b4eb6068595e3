using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Google.Protobuf;

namespace Dapr.Sidecar.Grpc;

/// <summary>gRPC to the sidecar over HTTP/2: calls with one answer, and calls with a stream of answers.</summary>
internal sealed class GrpcChannel : IDisposable
{
    private readonly Uri endpoint;
    private readonly string? token;
    private readonly TimeProvider time;
    private readonly HttpMessageInvoker http;

    public GrpcChannel(SidecarOptions sidecar, TimeProvider time)
    {
        endpoint = sidecar.GrpcEndpoint;
        token = sidecar.ApiToken;
        this.time = time;
        http = new HttpMessageInvoker(new SocketsHttpHandler
        {
            ActivityHeadersPropagator = null,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            EnableMultipleHttp2Connections = true,
            KeepAlivePingDelay = TimeSpan.FromSeconds(60),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(30),
            UseCookies = false,
            UseProxy = false,
        });
    }

    /// <param name="method">The service and the method: <c>Service/Method</c>.</param>
    /// <param name="request">The message to send.</param>
    /// <param name="parser">Reads the answer.</param>
    /// <param name="deadline">How long the call may take; the sidecar is told.</param>
    /// <param name="cancellation">Ends the call with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="RpcException">The call did not end with OK.</exception>
    public async Task<TResponse> CallAsync<TResponse>(
        string method, IMessage request, MessageParser<TResponse> parser, TimeSpan deadline, CancellationToken cancellation)
        where TResponse : IMessage<TResponse>
    {
        using var limit = new CancellationTokenSource(deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            using var message = Request(method, request, deadline);
            using var reply = await GrpcReply.OpenAsync(await http.SendAsync(message, either.Token), either.Token);
            var answer = await reply.ReadAsync(either.Token) ?? throw new RpcException(GrpcStatus.Internal, "The call was answered with nothing.");

            // The status comes after the message.
            return await reply.ReadAsync(either.Token) is null
                ? parser.ParseFrom(answer)
                : throw new RpcException(GrpcStatus.Internal, "The call was answered more than once.");
        }
        catch (Exception exception) when (exception is not RpcException && !cancellation.IsCancellationRequested)
        {
            throw limit.IsCancellationRequested
                ? new RpcException(GrpcStatus.DeadlineExceeded, $"{method} took longer than {deadline}.", exception)
                : Failure(exception);
        }
    }

    /// <summary>A call whose answers come until the sidecar ends it.</summary>
    /// <exception cref="RpcException">It ended otherwise than with OK.</exception>
    public async IAsyncEnumerable<TResponse> StreamAsync<TResponse>(
        string method, IMessage request, MessageParser<TResponse> parser, [EnumeratorCancellation] CancellationToken cancellation)
        where TResponse : IMessage<TResponse>
    {
        using var message = Request(method, request, deadline: null);
        using var reply = await GuardAsync(
            async () => await GrpcReply.OpenAsync(await http.SendAsync(message, cancellation), cancellation), cancellation);
        while (await GuardAsync(() => reply.ReadAsync(cancellation), cancellation) is { } answer)
        {
            yield return parser.ParseFrom(answer);
        }
    }

    public void Dispose() => http.Dispose();

    private static async Task<T> GuardAsync<T>(Func<Task<T>> step, CancellationToken cancellation)
    {
        try
        {
            return await step();
        }
        catch (Exception exception) when (exception is not RpcException && !cancellation.IsCancellationRequested)
        {
            throw Failure(exception);
        }
    }

    private static RpcException Failure(Exception exception) => exception is HttpRequestException or IOException or SocketException
        ? new RpcException(GrpcStatus.Unavailable, exception.Message, exception)
        : new RpcException(GrpcStatus.Internal, exception.Message, exception);

    private HttpRequestMessage Request(string method, IMessage request, TimeSpan? deadline)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, new Uri(endpoint, method))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new GrpcContent(request),
        };
        message.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
        message.Headers.UserAgent.Add(new ProductInfoHeaderValue("parley", "1.0"));
        if (token is not null)
        {
            message.Headers.Add("dapr-api-token", token);
        }

        if (deadline is { } limit)
        {
            message.Headers.Add("grpc-timeout", string.Create(CultureInfo.InvariantCulture, $"{(long)limit.TotalMilliseconds}m"));
        }

        GrpcTrace.Add(message.Headers, Activity.Current);
        return message;
    }
}
