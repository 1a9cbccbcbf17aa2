namespace TypedWs.Transport.Tests.Faults;

/// <summary>A fault and when it happens: after so many bytes of a direction, counted from the end of the HTTP handshake unless it says otherwise.</summary>
internal sealed record Fault(FaultKind Kind, Flow Flow, int After, bool InHandshake = false);
