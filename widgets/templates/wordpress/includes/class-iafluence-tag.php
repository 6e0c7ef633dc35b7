<?php
/**
 * The script tag.
 *
 * @package IAfluence
 */

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * Prints the chatbot's script at the end of the page. It is the same for every visitor and holds nothing of any: what a visitor says
 * and who they are is between their browser and the installation, so a page in a cache can be given to everybody.
 */
final class IAfluence_Tag {

	/**
	 * What keeps optimisers from holding the script back, joining it with others or loading it later. It loads without blocking by itself.
	 */
	const LEAVE_ALONE = array(
		'data-cfasync'            => 'false',
		'data-no-optimize'        => '1',
		'data-no-defer'           => '1',
		'data-no-minify'          => '1',
		'data-noptimize'          => '1',
		'data-pagespeed-no-defer' => true,
		'nowprocket'              => true,
	);

	/**
	 * What shortcodes and blocks ask for on this page: options by the chatbot's key.
	 *
	 * @var array
	 */
	private static $asked = array();

	public static function register() {
		add_action( 'wp_footer', array( __CLASS__, 'print_tags' ), 20 );
	}

	/**
	 * Has the chatbot shown on the page that is being made, whatever the rules say.
	 *
	 * @param array $options Clean settings of the place that asks.
	 * @param string $chatbot Its key.
	 */
	public static function ask_for( $options, $chatbot ) {
		if ( ! isset( self::$asked[ $chatbot ] ) ) {
			self::$asked[ $chatbot ] = $options;
		}
	}

	public static function print_tags() {
		if ( ! IAfluence_Rules::is_page() ) {
			return;
		}
		$options = IAfluence_Options::all();
		if ( ! self::$asked && IAfluence_Rules::allow( $options ) ) {
			self::ask_for( $options, IAfluence_Options::chatbot() );
		}
		foreach ( self::$asked as $chatbot => $asked ) {
			self::print_tag( (string) $chatbot, $asked );
		}
	}

	/**
	 * The widget's options as attributes; what is not set comes from the chatbot's own settings.
	 *
	 * @param string $chatbot The chatbot's key.
	 * @param array  $options Clean settings.
	 * @return array
	 */
	public static function attributes( $chatbot, $options ) {
		return array_filter(
			array(
				'data-chatbot'  => $chatbot,
				'data-color'    => $options['color'],
				'data-side'     => $options['side'],
				'data-theme'    => $options['theme'],
				'data-locale'   => 'site' === $options['locale'] ? str_replace( '_', '-', get_locale() ) : $options['locale'],
				'data-open'     => $options['open'] ? 'true' : '',
				'data-launcher' => $options['launcher'] ? '' : 'off',
				'data-source'   => 'wordpress/' . IAFLUENCE_VERSION,
			),
			'strlen'
		);
	}

	private static function print_tag( $chatbot, $options ) {
		$src        = IAfluence_Installation::ADDRESS . '/widget.js';
		$attributes = self::attributes( $chatbot, $options );
		if ( 'none' === $options['consent'] ) {
			wp_print_script_tag( array( 'src' => $src, 'async' => true ) + $attributes + self::LEAVE_ALONE );
			// An optimiser that joins scripts takes the options away from the widget: it finds them here. A browser neither loads nor runs this.
			wp_print_script_tag( array( 'type' => 'application/json', 'src' => $src ) + $attributes );
			return;
		}
		// Without consent the browser sees a block of data: nothing is loaded, no address is called.
		wp_print_script_tag( array( 'type' => 'text/plain', 'data-iafluence-src' => $src ) + $attributes + self::LEAVE_ALONE );
		wp_print_script_tag(
			array(
				'src'           => plugins_url( 'public/consent.js', IAFLUENCE_FILE ) . '?ver=' . IAFLUENCE_VERSION,
				'async'         => true,
				'data-consent'  => $options['consent'],
				'data-category' => $options['category'],
				'data-vendor'   => $options['vendor'],
			) + self::LEAVE_ALONE
		);
	}
}
