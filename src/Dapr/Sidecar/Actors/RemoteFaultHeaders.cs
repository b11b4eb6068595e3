using System.Runtime.Serialization;

namespace Dapr.Sidecar.Actors;

[DataContract(Name = "ActorResponseMessageHeaders", Namespace = WireId.Namespace)]
internal sealed class RemoteFaultHeaders
{
    [DataMember]
    public Dictionary<string, byte[]> Headers { get; set; } = [];
}
