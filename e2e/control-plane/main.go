// A real Kubernetes control plane for tests: kube-apiserver as Kubernetes builds it, and etcd, in one process on loopback.
//
// It prints one line of JSON when it serves. On standard input it takes commands, a line each, and answers each with a line of
// JSON: "compact" makes etcd forget its history. It ends in good order on SIGTERM, on SIGINT, and when standard input closes.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
)

// ready is what whoever started the process needs to know.
type ready struct {
	Ready      bool   `json:"ready"`
	Kubeconfig string `json:"kubeconfig"`
	Server     string `json:"server"`
	// The audit log: one event of audit.k8s.io/v1 per line.
	Audit string `json:"audit"`
}

func main() {
	directory := flag.String("dir", "", "where everything is kept: objects, authorities, kubeconfig, audit log")
	port := flag.Int("port", 0, "port on 127.0.0.1; 0 takes the port of last time if it is free, else any")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer stop()
	if err := run(ctx, stop, *directory, *port); err != nil {
		fmt.Fprintln(os.Stderr, "The control plane cannot run:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, stop func(), directory string, port int) error {
	if directory == "" {
		return errors.New("give -dir")
	}
	directory, err := filepath.Abs(directory)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(directory, 0o700); err != nil {
		return err
	}
	listener, err := listen(filepath.Join(directory, "port"), port)
	if err != nil {
		return err
	}
	files, err := openFiles(directory)
	if err != nil {
		return err
	}
	store, err := startStore(directory)
	if err != nil {
		return err
	}
	defer store.close()

	server := "https://" + listener.Addr().String()
	ended := make(chan error, 1)
	go func() { ended <- serve(ctx, listener, files, store.endpoint) }()
	if err := untilReady(ctx, server, files, ended); err != nil {
		return err
	}
	if err := startControllers(ctx, server, files); err != nil {
		return err
	}
	kubeconfig, err := writeKubeconfig(server, files)
	if err != nil {
		return err
	}
	answer(ready{true, kubeconfig, server, files.audit})
	go func() {
		defer stop()
		obey(os.Stdin, store)
	}()
	return <-ended
}

// obey carries out commands until the input ends, as it does with whoever started this process.
func obey(input io.Reader, store *store) {
	for lines := bufio.NewScanner(input); lines.Scan(); {
		switch command := lines.Text(); command {
		case "compact":
			revision, err := store.compact()
			if err != nil {
				answer(map[string]any{"error": err.Error()})
				continue
			}
			answer(map[string]any{"compacted": revision})
		default:
			answer(map[string]any{"error": "there is no command " + command})
		}
	}
}

func answer(line any) {
	if err := json.NewEncoder(os.Stdout).Encode(line); err != nil {
		fmt.Fprintln(os.Stderr, "cannot answer:", err)
	}
}

// listen keeps the port over restarts, so that a kubeconfig that was handed out finds the restarted server.
func listen(file string, port int) (net.Listener, error) {
	if last, err := os.ReadFile(file); err == nil && port == 0 {
		if listener, err := net.Listen("tcp", "127.0.0.1:"+string(last)); err == nil {
			return listener, nil
		}
	}
	listener, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", port))
	if err != nil {
		return nil, err
	}
	kept := fmt.Sprint(listener.Addr().(*net.TCPAddr).Port)
	return listener, os.WriteFile(file, []byte(kept), 0o600)
}
