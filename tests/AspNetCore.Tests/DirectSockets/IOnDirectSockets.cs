namespace TypedWs.AspNetCore.Tests.DirectSockets;

/// <summary>Marks a test class whose lab servers use their sockets directly.</summary>
public interface IOnDirectSockets;
