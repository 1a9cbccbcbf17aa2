// Times the codecs beside System.Text.Json and MessagePack-CSharp, and the generator. Arguments are those of BenchmarkDotNet.
using BenchmarkDotNet.Running;
using Micro;

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, new MicroConfig());
