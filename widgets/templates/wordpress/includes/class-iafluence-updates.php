<?php
/**
 * Updates.
 *
 * @package IAfluence
 */

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * Looks for new versions where this copy came from, and nowhere else, when WordPress looks for its own. The question tells the site's
 * address and the versions of plugin and WordPress; the installation shows them to whoever runs the chatbot.
 */
final class IAfluence_Updates {

	const SLUG            = 'iafluence';
	const TIMEOUT_SECONDS = 5;

	/**
	 * The answer of this request: one question is enough.
	 *
	 * @var array|null|false
	 */
	private static $answer = false;

	public static function register() {
		$host = (string) wp_parse_url( IAfluence_Installation::ADDRESS, PHP_URL_HOST );
		add_filter( 'update_plugins_' . $host, array( __CLASS__, 'offer' ), 10, 3 );
		add_filter( 'pre_set_site_transient_update_plugins', array( __CLASS__, 'add_offer' ) );
		add_filter( 'plugins_api', array( __CLASS__, 'details' ), 10, 3 );
		add_filter( 'http_request_args', array( __CLASS__, 'secure' ), PHP_INT_MAX, 2 );
		register_activation_hook( IAFLUENCE_FILE, array( __CLASS__, 'ask' ) );
	}

	/**
	 * The offer for plugins whose Update URI is this installation's.
	 *
	 * @param array|false $update      What others found.
	 * @param array       $plugin_data The plugin's header.
	 * @param string      $plugin_file Which plugin.
	 * @return array|false
	 */
	public static function offer( $update, $plugin_data, $plugin_file ) {
		$own = plugin_basename( IAFLUENCE_FILE ) === $plugin_file ? self::found() : null;
		return null === $own ? $update : $own;
	}

	/**
	 * The same where WordPress asks nobody because it does not reach wordpress.org.
	 *
	 * @param mixed $transient What is known of updates.
	 * @return mixed
	 */
	public static function add_offer( $transient ) {
		$own = is_object( $transient ) ? self::found() : null;
		if ( null === $own ) {
			return $transient;
		}
		$file   = plugin_basename( IAFLUENCE_FILE );
		$update = (object) ( $own + array( 'id' => IAfluence_Installation::ADDRESS . '/', 'plugin' => $file, 'new_version' => $own['version'] ) );
		$kind   = version_compare( $own['version'], IAFLUENCE_VERSION, '>' ) ? array( 'response', 'no_update' ) : array( 'no_update', 'response' );

		foreach ( $kind as $place ) {
			if ( ! isset( $transient->$place ) || ! is_array( $transient->$place ) ) {
				$transient->$place = array();
			}
		}
		$transient->{$kind[0]}[ $file ] = $update;
		unset( $transient->{$kind[1]}[ $file ] );
		return $transient;
	}

	/**
	 * What "View details" shows.
	 *
	 * @param mixed  $result What others found.
	 * @param string $action What is asked.
	 * @param object $args   About which plugin.
	 * @return mixed
	 */
	public static function details( $result, $action, $args ) {
		if ( 'plugin_information' !== $action || ! isset( $args->slug ) || self::SLUG !== $args->slug ) {
			return $result;
		}
		$answer = self::ask();
		if ( null === $answer ) {
			return new WP_Error( 'iafluence_unreachable', __( 'The installation that provides this plugin cannot be reached at the moment.', 'iafluence' ) );
		}
		return (object) array(
			'name'          => 'IAfluence Chatbot',
			'slug'          => self::SLUG,
			'version'       => $answer['version'],
			'author'        => 'IAfluence',
			'homepage'      => IAfluence_Installation::ADDRESS . '/',
			'requires'      => $answer['requires'],
			'tested'        => $answer['tested'],
			'requires_php'  => $answer['requires_php'],
			'download_link' => $answer['url'],
			'sections'      => array_map( 'wp_kses_post', $answer['sections'] ),
		);
	}

	/**
	 * Holds every request to the installation to it: certificates are verified whatever other plugins wish, no redirect leads elsewhere,
	 * and an address within a private network is reached too, because whoever installed the plugin chose it.
	 *
	 * @param array  $args The request.
	 * @param string $url  Where to.
	 * @return array
	 */
	public static function secure( $args, $url ) {
		if ( self::is_own( $url ) ) {
			$args['sslverify']          = true;
			$args['redirection']        = 0;
			$args['reject_unsafe_urls'] = false;
			$args['user-agent']         = 'IAfluence-WordPress/' . IAFLUENCE_VERSION;
		}
		return $args;
	}

	/**
	 * Asks the installation, once in a request.
	 *
	 * @return array|null
	 */
	public static function ask() {
		if ( false !== self::$answer ) {
			return self::$answer;
		}
		self::$answer = null;

		$url      = add_query_arg(
			array(
				'site'    => rawurlencode( home_url() ),
				'version' => rawurlencode( IAFLUENCE_VERSION ),
				'wp'      => rawurlencode( get_bloginfo( 'version' ) ),
			),
			IAfluence_Installation::ADDRESS . '/widget/v1/chatbots/' . rawurlencode( IAfluence_Options::chatbot() ) . '/wordpress'
		);
		$response = wp_remote_get( $url, array( 'timeout' => self::TIMEOUT_SECONDS, 'limit_response_size' => 65536 ) );
		if ( 200 === wp_remote_retrieve_response_code( $response ) ) {
			self::$answer = self::read( json_decode( wp_remote_retrieve_body( $response ), true ) );
		}
		return self::$answer;
	}

	private static function found() {
		$answer = self::ask();
		if ( null === $answer ) {
			return null;
		}
		return array(
			'slug'         => self::SLUG,
			'version'      => $answer['version'],
			'url'          => IAfluence_Installation::ADDRESS . '/',
			'package'      => $answer['url'],
			'requires'     => $answer['requires'],
			'tested'       => $answer['tested'],
			'requires_php' => $answer['requires_php'],
		);
	}

	/**
	 * The answer, if it is one and names a package of this very installation.
	 *
	 * @param mixed $json What came.
	 * @return array|null
	 */
	private static function read( $json ) {
		if ( ! is_array( $json ) ) {
			return null;
		}
		$answer = array();
		foreach ( array( 'version', 'requires', 'tested', 'requires_php' ) as $name ) {
			if ( ! isset( $json[ $name ] ) || ! is_string( $json[ $name ] ) || ! preg_match( '/^\d{1,4}(\.\d{1,4}){0,3}$/D', $json[ $name ] ) ) {
				return null;
			}
			$answer[ $name ] = $json[ $name ];
		}
		$answer['url']      = isset( $json['url'] ) && is_string( $json['url'] ) && self::is_own( $json['url'] ) ? $json['url'] : '';
		$answer['sections'] = isset( $json['sections'] ) && is_array( $json['sections'] ) ? array_filter( $json['sections'], 'is_string' ) : array();
		return '' === $answer['url'] ? null : $answer;
	}

	private static function is_own( $url ) {
		return is_string( $url ) && 0 === strpos( $url, IAfluence_Installation::ADDRESS . '/widget/v1/chatbots/' );
	}
}
