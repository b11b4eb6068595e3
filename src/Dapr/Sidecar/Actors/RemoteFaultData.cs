using System.Runtime.Serialization;

namespace Dapr.Sidecar.Actors;

[DataContract(Name = "ActorInvokeExceptionData", Namespace = WireId.Namespace)]
internal sealed class RemoteFaultData
{
    [DataMember]
    public string Message { get; set; } = "";

    [DataMember]
    public string Type { get; set; } = "";
}
