using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapr.Client;
using Dapr.Sidecar.Grpc;
using Dapr.Sidecar.State;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Dapr.Sidecar;

/// <summary><see cref="DaprClient"/> over the sidecar: it reads and publishes over HTTP, and writes over gRPC.</summary>
internal sealed class SidecarDaprClient(SidecarHttp sidecar, GrpcChannel grpc) : DaprClient
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    public override Task<(ReadOnlyMemory<byte>, string etag)> GetByteStateAndETagAsync(
        string storeName,
        string key,
        ConsistencyMode? consistencyMode = null,
        IReadOnlyDictionary<string, string>? metadata = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        var consistency = consistencyMode is { } mode ? $"?consistency={(mode == ConsistencyMode.Strong ? "strong" : "eventual")}" : "";
        return CallAsync<(ReadOnlyMemory<byte>, string)>(
            HttpMethod.Get,
            $"{State(storeName)}/{Uri.EscapeDataString(key)}{consistency}",
            null,
            async response => response.StatusCode == HttpStatusCode.NoContent
                ? (ReadOnlyMemory<byte>.Empty, "")
                : (await response.Content.ReadAsByteArrayAsync(cancellationToken), ETag(response)),
            cancellationToken);
    }

    public override Task<IReadOnlyList<BulkStateItem>> GetBulkStateAsync(
        string storeName,
        IReadOnlyList<string> keys,
        int? parallelism,
        IReadOnlyDictionary<string, string>? metadata = null,
        CancellationToken cancellationToken = default)
    {
        ThrowIfEmpty(keys, nameof(keys));
        return CallAsync<IReadOnlyList<BulkStateItem>>(
            HttpMethod.Post,
            $"{State(storeName)}/bulk",
            JsonSerializer.SerializeToUtf8Bytes(new BulkRead(keys, parallelism), SidecarJson.Default.BulkRead),
            async response =>
            {
                var items = await response.Content.ReadFromJsonAsync(SidecarJson.Default.BulkItemArray, cancellationToken) ?? [];
                return items.FirstOrDefault(item => !string.IsNullOrEmpty(item.Error)) is { } failed
                    ? throw new DaprException($"State '{failed.Key}' of '{storeName}' could not be read: {failed.Error}")
                    : [.. items.Select(item => new BulkStateItem(item.Key, item.Text, item.Etag ?? ""))];
            },
            cancellationToken);
    }

    public override Task SaveByteStateAsync(
        string storeName,
        string key,
        ReadOnlyMemory<byte> binaryValue,
        StateOptions? stateOptions = null,
        IReadOnlyDictionary<string, string>? metadata = null,
        CancellationToken cancellationToken = default) =>
        WriteAsync(storeName, "SaveState", StateMessages.Save(storeName, key, binaryValue, stateOptions, metadata), cancellationToken);

    public override Task ExecuteStateTransactionAsync(
        string storeName,
        IReadOnlyList<StateTransactionRequest> operations,
        IReadOnlyDictionary<string, string>? metadata = null,
        CancellationToken cancellationToken = default)
    {
        ThrowIfEmpty(operations, nameof(operations));
        return WriteAsync(
            storeName, "ExecuteStateTransaction", StateMessages.Transaction(storeName, operations, metadata), cancellationToken);
    }

    public override Task PublishEventAsync<TData>(
        string pubsubName, string topicName, TData data, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(pubsubName);
        ArgumentException.ThrowIfNullOrEmpty(topicName);
        return CallAsync(
            HttpMethod.Post,
            $"v1.0/publish/{Uri.EscapeDataString(pubsubName)}/{Uri.EscapeDataString(topicName)}",
            JsonSerializer.SerializeToUtf8Bytes(data, JsonSerializerOptions.Web),
            _ => Task.FromResult(true),
            cancellationToken);
    }

    private static string State(string storeName)
    {
        ArgumentException.ThrowIfNullOrEmpty(storeName);
        return $"v1.0/state/{Uri.EscapeDataString(storeName)}";
    }

    // daprd sends the store's ETag as it is; HTTP would want quotes around it, so the typed header cannot read it.
    private static string ETag(HttpResponseMessage response) =>
        response.Headers.NonValidated.TryGetValues("ETag", out var values) ? values.ToString() : "";

    private static void ThrowIfEmpty<T>(IReadOnlyList<T> list, string parameter)
    {
        if (list.Count == 0)
        {
            throw new ArgumentException("It must not be empty.", parameter);
        }
    }

    private Task<Empty> WriteAsync(string storeName, string method, IMessage request, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(storeName);
        cancellation.ThrowIfCancellationRequested();
        return grpc.CallAsync($"dapr.proto.runtime.v1.Dapr/{method}", request, Empty.Parser, Deadline, cancellation);
    }

    private async Task<TResult> CallAsync<TResult>(
        HttpMethod method, string path, byte[]? json, Func<HttpResponseMessage, Task<TResult>> read, CancellationToken cancellation)
    {
        try
        {
            using var response = await sidecar.SendAsync(method, path, json is null ? null : SidecarHttp.Json(json), Deadline, cancellation);
            return await read(response);
        }
        catch (OperationCanceledException exception) when (!cancellation.IsCancellationRequested)
        {
            throw new DaprException($"The sidecar did not answer within {Deadline.TotalSeconds} s.", exception);
        }
        catch (DaprApiException exception)
        {
            throw new DaprException(exception.Message, exception);
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException)
        {
            throw new DaprException($"The sidecar failed: {exception.Message}", exception);
        }
    }
}
