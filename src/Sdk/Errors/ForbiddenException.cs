namespace TypedWs;

/// <summary>A message that its guard refused, which has logged it.</summary>
internal sealed class ForbiddenException(string method) : RemoteException(ErrorCodes.Forbidden, $"The user may not send {method}.");
