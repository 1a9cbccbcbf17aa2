using System;
using Microsoft.CodeAnalysis;
using TypedWs.Generators.Emission;
using TypedWs.Testing.Generators.Model;

namespace TypedWs.Testing.Generators.Emission;

/// <summary>Emits all doubles of a protocol, a file for each.</summary>
internal static class DoublesEmitter
{
    public static void Emit(SourceProductionContext context, DoublesModel doubles)
    {
        Add($"Recording{doubles.Prefix}ClientHandler", writer => HandlerDoubleEmitter.EmitClient(writer, doubles));
        Add($"Recording{doubles.Prefix}ServerHandler", writer => HandlerDoubleEmitter.EmitServer(writer, doubles));
        Add($"Recording{doubles.Prefix}Sessions", writer => SessionsDoubleEmitter.Emit(writer, doubles));

        void Add(string name, Action<SourceWriter> emit)
        {
            SourceWriter writer = SourceWriter.BeginFile(doubles.Namespace);
            emit(writer);
            string hint = doubles.Namespace.Length == 0 ? name : $"{doubles.Namespace.Replace("@", string.Empty)}.{name}";
            context.AddSource(hint + ".g.cs", writer.ToString());
        }
    }
}
