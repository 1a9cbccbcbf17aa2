namespace TypedWs.Interop.Tests.DotNet;

/// <summary>The libraries with which StreamJsonRpc reads and writes JSON.</summary>
public enum JsonLibrary
{
    Newtonsoft,
    SystemTextJson,
}
