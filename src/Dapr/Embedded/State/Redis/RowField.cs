namespace Dapr.Embedded.State.Redis;

/// <summary>The fields of a row's hash, as daprd names them.</summary>
internal static class RowField
{
    public const string Data = "data";

    /// <summary>The ETag, a whole number.</summary>
    public const string Version = "version";
}
