using System.Diagnostics;
using System.Net.Http.Headers;

namespace Dapr.Sidecar.Grpc;

/// <summary>The current span on a gRPC call: as W3C writes it, and in the binary form that the sidecar's tracing reads first.</summary>
internal static class GrpcTrace
{
    public static void Add(HttpRequestHeaders headers, Activity? span)
    {
        if (span is not { IdFormat: ActivityIdFormat.W3C, Id: { } id })
        {
            return;
        }

        headers.Add("traceparent", id);
        headers.Add("grpc-trace-bin", Convert.ToBase64String(Binary(span)).TrimEnd('='));
        if (!string.IsNullOrEmpty(span.TraceStateString))
        {
            headers.TryAddWithoutValidation("tracestate", span.TraceStateString);
        }
    }

    // Version 0, then field 0 (trace id), field 1 (span id) and field 2 (flags).
    private static byte[] Binary(Activity span)
    {
        var bytes = new byte[29];
        span.TraceId.CopyTo(bytes.AsSpan(2, 16));
        bytes[18] = 1;
        span.SpanId.CopyTo(bytes.AsSpan(19, 8));
        bytes[27] = 2;
        bytes[28] = (byte)span.ActivityTraceFlags;
        return bytes;
    }
}
