using System.IO.Pipelines;

namespace TypedWs.AspNetCore.DirectSockets;

/// <summary>What the HTTP server reads from and writes to.</summary>
internal sealed record SocketPipes(PipeReader Input, PipeWriter Output) : IDuplexPipe;
