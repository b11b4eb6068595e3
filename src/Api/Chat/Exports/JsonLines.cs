using System.Text.Json;
using Parley.Api.Contracts;

namespace Parley.Api.Chat.Exports;

/// <summary>Writes objects, one a line.</summary>
internal sealed class JsonLines(SpoolStream output) : IDisposable
{
    private readonly Utf8JsonWriter json = new(output, new JsonWriterOptions { Encoder = PlainJsonEncoder.Instance, SkipValidation = true });

    public Utf8JsonWriter Begin()
    {
        json.WriteStartObject();
        return json;
    }

    public void End()
    {
        json.WriteEndObject();
        json.Flush();
        json.Reset();
        output.WriteByte((byte)'\n');
    }

    /// <summary>Ends a batch, which may be in the midst of a line.</summary>
    public async Task FlushAsync(CancellationToken cancellation)
    {
        await json.FlushAsync(cancellation);
        await output.FlushAsync(cancellation);
    }

    public void Dispose() => json.Dispose();
}
