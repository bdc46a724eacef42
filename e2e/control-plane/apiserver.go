package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"github.com/spf13/pflag"
	utilerrors "k8s.io/apimachinery/pkg/util/errors"
	"k8s.io/apimachinery/pkg/util/wait"
	"k8s.io/client-go/rest"
	"k8s.io/kubernetes/cmd/kube-apiserver/app"
	"k8s.io/kubernetes/cmd/kube-apiserver/app/options"
)

// serve runs kube-apiserver with its defaults, but for what a single machine without nodes cannot have, until the context ends.
func serve(ctx context.Context, listener net.Listener, f *files, etcd string) error {
	rest.SetDefaultWarningHandler(rest.NoWarnings{})
	settings := options.NewServerRunOptions()
	flags := pflag.NewFlagSet("kube-apiserver", pflag.ContinueOnError)
	for _, set := range settings.Flags().FlagSets {
		flags.AddFlagSet(set)
	}
	if err := flags.Parse([]string{
		"--etcd-servers=" + etcd,
		// Only the tests forget history.
		"--etcd-compaction-interval=0",
		"--bind-address=127.0.0.1",
		"--advertise-address=127.0.0.1",
		"--endpoint-reconciler-type=none",
		"--tls-cert-file=" + f.serverCert,
		"--tls-private-key-file=" + f.serverKey,
		"--client-ca-file=" + f.ca,
		"--authorization-mode=RBAC",
		"--service-account-issuer=https://kubernetes.default.svc",
		"--service-account-key-file=" + f.tokensKey,
		"--service-account-signing-key-file=" + f.tokensKey,
		"--service-cluster-ip-range=10.0.0.0/16",
		// Else whoever ends it waits a minute for watches that do not end.
		"--shutdown-watch-termination-grace-period=1s",
		"--audit-policy-file=" + f.auditPolicy,
		"--audit-log-path=" + f.audit,
		// A test that has its answer finds the event in the log.
		"--audit-log-mode=blocking",
	}); err != nil {
		return err
	}
	settings.SecureServing.Listener = listener
	settings.SecureServing.BindPort = listener.Addr().(*net.TCPAddr).Port
	if err := settings.GenericServerRunOptions.ComponentGlobalsRegistry.Set(); err != nil {
		return err
	}
	completed, err := settings.Complete(ctx)
	if err != nil {
		return err
	}
	if wrong := completed.Validate(); len(wrong) != 0 {
		return utilerrors.NewAggregate(wrong)
	}
	return app.Run(ctx, completed)
}

// adminConfig connects as the administrator.
func adminConfig(server string, f *files) *rest.Config {
	return &rest.Config{
		Host:            server,
		TLSClientConfig: rest.TLSClientConfig{CAFile: f.ca, CertFile: f.adminCert, KeyFile: f.adminKey},
		QPS:             -1,
	}
}

// untilReady waits until the server says that it is, roles included.
func untilReady(ctx context.Context, server string, f *files, ended chan error) error {
	client, err := rest.HTTPClientFor(adminConfig(server, f))
	if err != nil {
		return err
	}
	client.Timeout = 5 * time.Second
	last := errors.New("it was not asked")
	err = wait.PollUntilContextTimeout(ctx, 50*time.Millisecond, time.Minute, true, func(context.Context) (bool, error) {
		select {
		case err := <-ended:
			return false, fmt.Errorf("kube-apiserver ended: %w", err)
		default:
		}
		answer, err := client.Get(server + "/readyz")
		if err != nil {
			last = err
			return false, nil
		}
		defer answer.Body.Close()
		last = errors.New(answer.Status)
		return answer.StatusCode == http.StatusOK, nil
	})
	if wait.Interrupted(err) {
		return fmt.Errorf("kube-apiserver was not ready within a minute: %w", last)
	}
	return err
}
