package main

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"io/fs"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"time"

	"k8s.io/client-go/tools/clientcmd"
	clientcmdapi "k8s.io/client-go/tools/clientcmd/api"
)

// files is what kube-apiserver reads from disk, and what opens it.
type files struct {
	directory                 string
	ca, serverCert, serverKey string
	adminCert, adminKey       string
	tokensKey                 string
	auditPolicy, audit        string
}

// Who did what to which object. Bodies are left out: they hold the values of Secrets.
const auditPolicy = `apiVersion: audit.k8s.io/v1
kind: Policy
omitStages: [RequestReceived]
rules:
  - level: None
    userGroups: ['system:serviceaccounts:kube-system']
  - level: None
    users: ['system:apiserver']
  - level: Metadata
`

// openFiles makes the files at the first start and leaves them as they are at later ones.
func openFiles(directory string) (*files, error) {
	at := func(name string) string { return filepath.Join(directory, name) }
	f := &files{
		directory:   directory,
		ca:          at("ca.crt"),
		serverCert:  at("server.crt"),
		serverKey:   at("server.key"),
		adminCert:   at("admin.crt"),
		adminKey:    at("admin.key"),
		tokensKey:   at("service-accounts.key"),
		auditPolicy: at("audit-policy.yaml"),
		audit:       at("audit.log"),
	}
	if _, err := os.Stat(f.auditPolicy); !errors.Is(err, fs.ErrNotExist) {
		return f, err
	}
	authority, authorityKey, err := f.pair(f.ca, at("ca.key"), x509.Certificate{
		Subject: pkix.Name{CommonName: "Control plane CA"}, IsCA: true, KeyUsage: x509.KeyUsageCertSign,
	}, nil, nil)
	if err != nil {
		return nil, err
	}
	if _, _, err := f.pair(f.serverCert, f.serverKey, x509.Certificate{
		Subject:     pkix.Name{CommonName: "kube-apiserver"},
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		DNSNames:    []string{"localhost", "kubernetes.default.svc"},
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}, authority, authorityKey); err != nil {
		return nil, err
	}
	if _, _, err := f.pair(f.adminCert, f.adminKey, x509.Certificate{
		Subject:     pkix.Name{CommonName: "administrator", Organization: []string{"system:masters"}},
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth},
	}, authority, authorityKey); err != nil {
		return nil, err
	}
	if _, err := f.key(f.tokensKey); err != nil {
		return nil, err
	}
	return f, os.WriteFile(f.auditPolicy, []byte(auditPolicy), 0o600)
}

// pair writes a key and a certificate for it, signed by the authority or, without one, by itself.
func (f *files) pair(certFile, keyFile string, template x509.Certificate, authority *x509.Certificate, signer crypto.Signer) (*x509.Certificate, crypto.Signer, error) {
	key, err := f.key(keyFile)
	if err != nil {
		return nil, nil, err
	}
	if template.SerialNumber, err = rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 120)); err != nil {
		return nil, nil, err
	}
	template.NotBefore, template.NotAfter = time.Now().Add(-time.Hour), time.Now().AddDate(1, 0, 0)
	template.BasicConstraintsValid = true
	template.KeyUsage |= x509.KeyUsageDigitalSignature
	if authority == nil {
		authority, signer = &template, key
	}
	der, err := x509.CreateCertificate(rand.Reader, &template, authority, key.Public(), signer)
	if err != nil {
		return nil, nil, err
	}
	made, err := x509.ParseCertificate(der)
	if err != nil {
		return nil, nil, err
	}
	return made, key, writePEM(certFile, "CERTIFICATE", der)
}

func (f *files) key(file string) (crypto.Signer, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	der, err := x509.MarshalECPrivateKey(key)
	if err != nil {
		return nil, err
	}
	return key, writePEM(file, "EC PRIVATE KEY", der)
}

func writePEM(file, kind string, der []byte) error {
	return os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}), 0o600)
}

// writeKubeconfig writes the administrator's, who shows a client certificate as on clusters that kubeadm made.
func writeKubeconfig(server string, f *files) (string, error) {
	config := clientcmdapi.NewConfig()
	var err error
	read := func(file string) []byte {
		content, failed := os.ReadFile(file)
		err = errors.Join(err, failed)
		return content
	}
	config.Clusters["control-plane"] = &clientcmdapi.Cluster{Server: server, CertificateAuthorityData: read(f.ca)}
	config.AuthInfos["administrator"] = &clientcmdapi.AuthInfo{
		ClientCertificateData: read(f.adminCert), ClientKeyData: read(f.adminKey),
	}
	config.Contexts["control-plane"] = &clientcmdapi.Context{Cluster: "control-plane", AuthInfo: "administrator"}
	config.CurrentContext = "control-plane"
	if err != nil {
		return "", err
	}
	file := filepath.Join(f.directory, "kubeconfig")
	return file, clientcmd.WriteToFile(*config, file)
}
